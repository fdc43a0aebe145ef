"""Both APIs keep what their own descriptions say, whatever is asked of them."""

from urllib.parse import urlencode

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.directory.building import listed

DESCRIPTIONS = ("/hsds/openapi.json", "/api/v1/openapi.json")
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
MODES = schemathesis.GenerationMode


def operations(client, address):
    described = schemathesis.openapi.from_dict(client.get(address).json())
    return [one.ok() for one in described.get_all_operations()]


def answered(client, case):
    """What the site answers, as schemathesis reads it."""
    address = f"{case.formatted_path}?{urlencode(case.query or {}, doseq=True)}"
    response = client.get(address)
    asked = requests.Request("GET", f"http://testserver{address}").prepare()
    headers = {name.lower(): [value] for name, value in response.headers.items()}
    return schemathesis.Response(response.status_code, headers, response.content, asked, 0.1, False)


@pytest.mark.parametrize("mode", [MODES.POSITIVE, MODES.NEGATIVE], ids=["sound", "unsound"])
@pytest.mark.parametrize("address", DESCRIPTIONS)
def test_every_answer_is_as_it_is_described(client, harbor, address, mode):
    listed(harbor, needs=(1, 5), areas=["IL"], languages=["es"])
    for operation in operations(client, address):
        if mode == MODES.NEGATIVE and not operation.query and not operation.path_parameters:
            continue  # nothing can be asked wrongly

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None
        )
        def asked(case):
            case.validate_response(answered(client, case), checks=CHECKS)

        asked()
