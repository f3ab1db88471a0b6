"""The record that describes one diagnostic code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeInfo:
    """What a code stands for, in words for users.

    `code`: ``SDK`` and three digits.  `title`: a few words.  `explanation`: what was found and what it
    causes.  `hint`: what to do about it.
    """

    code: str
    title: str
    explanation: str
    hint: str
