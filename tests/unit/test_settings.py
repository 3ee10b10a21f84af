from pathlib import Path

import pytest

from service.settings import Settings, SettingsError, read_settings


def test_nothing_set_gives_the_embedded_store_and_no_cross_origin_access() -> None:
    settings = read_settings({})

    assert settings == Settings()
    assert settings.elasticsearch is None
    assert settings.cors_origins == ()


def test_an_elasticsearch_url_chooses_that_store() -> None:
    settings = read_settings({"ELASTICSEARCH_URL": "http://127.0.0.1:9200", "CLAIMLINK_INDEX_PREFIX": "desk"})

    assert settings.elasticsearch is not None
    assert (settings.elasticsearch.url, settings.elasticsearch.index_prefix) == ("http://127.0.0.1:9200", "desk")


def test_secrets_do_not_show_in_a_repr() -> None:
    settings = read_settings({"ELASTICSEARCH_URL": "https://es.example", "ELASTICSEARCH_API_KEY": "s3cret"})

    assert "s3cret" not in repr(settings)


def test_addresses_are_shown_without_their_users_and_passwords() -> None:
    settings = read_settings({"ELASTICSEARCH_URL": "https://me:s3cret@a.example:9200/es, http://me:s3cret@b.example"})

    assert settings.elasticsearch is not None
    assert settings.elasticsearch.shown_url == "https://a.example:9200/es,http://b.example"


def test_a_refused_address_is_not_said_since_it_may_hold_a_password() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"ELASTICSEARCH_URL": "me:s3cret@a.example:9200"})

    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"CLAIMLINK_LOG_LEVEL": "loud"}, "CLAIMLINK_LOG_LEVEL"),
        ({"CLAIMLINK_MAX_CLAIM_CHARS": "0"}, "CLAIMLINK_MAX_CLAIM_CHARS"),
        ({"CLAIMLINK_MAX_CLAIM_CHARS": "many"}, "CLAIMLINK_MAX_CLAIM_CHARS"),
        ({"CLAIMLINK_OUTLETS_FILE": "/nowhere/outlets.yaml"}, "CLAIMLINK_OUTLETS_FILE"),
        ({"ELASTICSEARCH_URL": "localhost:9200"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_URL": "http://a.example:9200,b.example:9200"}, "ELASTICSEARCH_URL, address 2"),
        ({"ELASTICSEARCH_URL": "http://a.example:99999"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_URL": "http://a.example,http://a.example"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_URL": "http://es", "ELASTICSEARCH_CA_CERTS": __file__}, "ELASTICSEARCH_CA_CERTS"),
        ({"ELASTICSEARCH_URL": "http://es", "CLAIMLINK_INDEX_PREFIX": "Desk"}, "CLAIMLINK_INDEX_PREFIX"),
        ({"ELASTICSEARCH_URL": "http://es", "CLAIMLINK_INDEX_PREFIX": "-desk"}, "CLAIMLINK_INDEX_PREFIX"),
        ({"ELASTICSEARCH_URL": "http://es", "ELASTICSEARCH_USERNAME": "elastic"}, "ELASTICSEARCH_PASSWORD"),
        (
            {
                "ELASTICSEARCH_URL": "http://es",
                "ELASTICSEARCH_USERNAME": "u",
                "ELASTICSEARCH_PASSWORD": "p",
                "ELASTICSEARCH_API_KEY": "k",
            },
            "ELASTICSEARCH_API_KEY",
        ),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_the_variables_name(environ: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        read_settings(environ)


def test_an_empty_variable_counts_as_absent() -> None:
    assert read_settings({"ELASTICSEARCH_URL": "", "CLAIMLINK_DATA_DIR": " "}).data_dir == Path("data")
