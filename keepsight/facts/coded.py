"""A field whose value is one word of a code list: checked on the way in, described everywhere."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from keepsight.practice.code import CodeList
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.harm import HARM


@dataclass(frozen=True)
class CodedBy:
    """Marks a text field as coded: only words of `codes` are taken."""

    codes: CodeList

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        shown = handler(schema)
        shown["enum"] = list(self.codes)
        return shown

    def _checked(self, value: str) -> str:
        if value in self.codes:
            return value
        raise PydanticCustomError(
            "not_in_code_list",
            "'{value}' is not a code for {title}; expected one of: {expected}",
            {
                "value": value,
                "title": self.codes.title.rstrip("?").lower(),
                "expected": ", ".join(self.codes),
            },
        )


Harm = Annotated[str, CodedBy(HARM)]
Agency = Annotated[str, CodedBy(AGENCY)]
