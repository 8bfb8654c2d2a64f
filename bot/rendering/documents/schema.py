"""The published data's JSON schema: ``docs/plan.schema.json`` holds what this module says."""

from __future__ import annotations

import json

from pydantic.json_schema import GenerateJsonSchema

from bot.rendering.documents.data import PlanData


class _WithoutTitles(GenerateJsonSchema):
    """A property's title would only repeat its name."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False


def plan_schema() -> str:
    """JSON Schema 2020-12 of an export, as a text file."""
    schema = {"$schema": _WithoutTitles.schema_dialect}
    schema |= PlanData.model_json_schema(schema_generator=_WithoutTitles, mode="serialization")
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
