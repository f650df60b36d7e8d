"""Every kind of fact, and what each looks like: drives forms, schemas, tables and the reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from keepsight.facts import (  # noqa: F401  (importing them fills KINDS)
    assessment,
    care,
    case,
    concern,
    conference,
    core_group,
    domestic_abuse,
    household,
    legal,
    medical,
    missing,
    person,
    plan,
    referral,
    school,
    section_47,
    strategy_discussion,
    visit,
    worker,
)
from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.label import SHORT
from keepsight.practice.code import CodeList

FieldShape = Literal["text", "code", "codes", "texts", "yes_no", "day", "instant"]

SHARED_FIELDS = frozenset(Fact.model_fields)


@dataclass(frozen=True)
class KindField:
    """One field of a kind of fact: its name, what it means, its shape and its code list."""

    name: str
    description: str
    shape: FieldShape
    required: bool
    codes: CodeList | None = None
    default: Any = None

    @property
    def is_read_by_rules(self) -> bool:
        """Rules read what is coded, counted or dated; words are for people."""
        return self.shape != "text" or self.name in ("about", "adult", "worker")

    @property
    def label(self) -> str:
        """What a chronology says before the answer; nothing where the answer says it all."""
        return SHORT.get(self.name, self.description.rstrip("."))


def own_fields(kind: type[Fact]) -> tuple[KindField, ...]:
    """The fields that this kind adds to what every fact has, in the order people fill them in."""
    return tuple(
        _described(name, each)
        for name, each in kind.model_fields.items()
        if name not in SHARED_FIELDS
    )


def shared_fields() -> tuple[KindField, ...]:
    """The fields that every fact has."""
    return tuple(_described(name, each) for name, each in Fact.model_fields.items())


def kinds_by_topic() -> Iterator[tuple[str, list[type[Fact]]]]:
    """The kinds of fact, grouped as people look for them."""
    topics: dict[str, list[type[Fact]]] = {}
    for each in KINDS.values():
        topics.setdefault(each.topic, []).append(each)
    yield from topics.items()


def _described(name: str, field: FieldInfo) -> KindField:
    annotation, optional = _without_none(field.annotation)
    many = get_origin(annotation) is tuple
    codes = _code_list(field.metadata)
    if many:
        codes = _code_list(getattr(get_args(annotation)[0], "__metadata__", ()))
    return KindField(
        name=name,
        description=field.description or "",
        shape=_shape(annotation, many=many, codes=codes),
        required=field.is_required(),
        codes=codes,
        default=None if field.is_required() or optional else field.get_default(),
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, UnionType):
        inner = [each for each in get_args(annotation) if each is not NoneType]
        return inner[0], True
    return annotation, False


def _code_list(metadata: Any) -> CodeList | None:
    return next((each.codes for each in metadata if isinstance(each, CodedBy)), None)


def _shape(annotation: Any, *, many: bool, codes: CodeList | None) -> FieldShape:
    if many:
        return "codes" if codes else "texts"
    if codes:
        return "code"
    if annotation is bool:
        return "yes_no"
    if annotation is date:
        return "day"
    return "instant" if annotation in (datetime, AwareDatetime) else "text"
