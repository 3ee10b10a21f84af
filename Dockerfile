FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/claimlink
COPY requirements.lock ./
RUN /opt/claimlink/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY schemas ./schemas
COPY service ./service
RUN /opt/claimlink/bin/pip install --no-deps --no-build-isolation .

FROM python:3.11-slim
ENV PATH=/opt/claimlink/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CLAIMLINK_DATA_DIR=/data
RUN groupadd --gid 10001 claimlink \
    && useradd --uid 10001 --gid claimlink --no-create-home --shell /usr/sbin/nologin claimlink \
    && install -d -o claimlink -g claimlink /data
COPY --from=build /opt/claimlink /opt/claimlink
COPY seeds /opt/claimlink/share/seeds
USER claimlink
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/health/ready', timeout=4)"]
CMD ["claimlink", "serve", "--host", "0.0.0.0", "--port", "8080"]
