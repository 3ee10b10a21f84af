"""The curl line that a started server is announced with."""

import json
import shlex

import pytest

from service.commands.announce import base_url, curl_line, wait_for_answer


@pytest.mark.parametrize("claim", ["Sales rose by 5%.", "The mayor's car isn't \"new\".", "$(reboot) `x` \\ café"])
def test_the_line_survives_a_shell_whatever_the_claim(claim: str) -> None:
    line = curl_line("http://127.0.0.1:8080", claim)

    words = shlex.split(line)

    assert words[:3] == ["curl", "-s", "http://127.0.0.1:8080/v1/evidence"]
    assert json.loads(words[-1]) == {"claim": claim}


def test_an_ipv6_address_stands_in_brackets() -> None:
    assert base_url("::1", 8080) == "http://[::1]:8080"


def test_a_server_that_never_answers_is_given_up() -> None:
    looks = iter([False, True])

    answered = wait_for_answer("127.0.0.1", 1, None, give_up=lambda: next(looks))

    assert answered is False
