"""Negation and modality: what is not stated as a fact, and how far that reaches."""

import re
from dataclasses import dataclass
from enum import StrEnum


class CueKind(StrEnum):
    """What a cue does to the words in its scope."""

    NEGATION = "negation"
    MODALITY = "modality"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that denies or suspends what follows: text[start:end]; its scope is [end, scope_end)."""

    text: str
    start: int
    end: int
    scope_end: int
    kind: CueKind

    def covers(self, place: int) -> bool:
        """Whether the code point at `place` lies in the scope."""
        return self.end <= place < self.scope_end


# Matched against lower-case text: ignoring case would double the time.
_CUE = re.compile(
    r"""
    (?<=[a-z])(?P<contracted>n['\u2019]t)\b(?![ ](?:only|just|merely|simply|deny|fail|stop|refuse)\b)
  | \b(?=[nchbsdfrawlpihtmpueo])(?:
    (?P<double>
        (?:not|never|cannot)[ ](?:only|just|least|merely|simply|fewer|less|more|deny|denied|fail\w*|stop\w*)\b
      | no[ ](?:fewer|less|more|doubt)\b | no\.
    )
  | (?P<negation>
        (?:not|never|no|none|neither|nor|without|cannot|nobody|nothing|nowhere|hardly|barely|scarcely)\b
      | den(?:y|ies|ied|ying|ials?)\b
      | (?:reject|dismiss|disput|contest|refut|rebuff)(?:ed|es|s|e|ing)\b[ ](?:\w+[ ]){0,3}?
        (?:that|claims?|reports?|allegations?|accusations?|suggestions?|charges)\b
      | (?:refus|declin|fail|stopp?|ceas|halt|suspend|avoid|refrain|abstain|withh[eo]ld|lack|prevent|block)
        (?:e|ed|es|s|ing|)\b(?=[ ](?:to|from|of|\w+ing|any|all|its|their|his|her|the)\b)
      | (?:steer(?:s|ed|ing)?[ ]clear|h[eo]ld(?:s|ing)?[ ]off|rul(?:e|ed|es|ing)[ ]out|short[ ]of|instead[ ]of
          |rather[ ]than|unable[ ]to|unwilling[ ]to|unlikely[ ]to|far[ ]from)\b
    )
  | (?P<modality>
        (?:consider(?:s|ed|ing)?|contemplat(?:e|es|ed|ing)|weigh(?:s|ed|ing)|mull(?:s|ed|ing)?)\b
      | (?:plan|intend|mean|vow|pledg|threaten|promis|propos|aim|seek|hop|want|wish|tr|attempt|prepar|agree)
        (?:e|ed|es|s|ied|ies|y|ing|ning|ned|)[ ]to\b
      | (?:expected|set|due|poised|likely|scheduled|slated|ready|prepared|willing|advised|urged|asked|told|invited
          |ordered|supposed|about|sought)[ ]to\b
      | (?:urg|encourag|advis|call|press|ask|warn)(?:e|ed|es|s|ing)\b[ ](?:\w+[ ]){0,3}?(?:to|on|for|against)\b
      | (?:accus|suspect)(?:e|ed|es|s|ing|)\b[ ](?:\w+[ ]){0,3}?of\b
      | (?:charg(?:ed|ing)\b[ ](?:\w+[ ]){0,3}?with|indict(?:ed|s|ing)\b[ ](?:\w+[ ]){0,3}?(?:for|on))\b
      | (?:alleg(?:ed|edly|es?|ing)|purportedly|suspected)\b
      | (?:option|bid|attempt|effort|proposal|offer|chance|right|permission|opportunity)s?[ ]to\b
      | (?:acquit(?:s|ted|ting)?|cleared|exonerated)[ ]of\b
      | (?:if|unless|whether|would[ ]have[ ]\w+ed|could[ ]have|might|may(?=[ ][a-z])|could)\b
    ))
    """,
    re.VERBOSE,
)
_CLAUSE_END = re.compile(
    r"[.;:!?\u2014\u2013()\[\]\u201c\u201d\"\n]|,(?= )"
    r"|\band (?:that|it|they|he|she|we|will|is|are|was|were|has|have|had)\b"
    r"|\b(?:but|while|although|though|because|since|however|alongside|adding|amid)\b",
    re.IGNORECASE,
)


def find_cues(text: str) -> tuple[Cue, ...]:
    """Cues in the text, in order; a scope runs to the end of the clause.

    Cues that cancel each other ("not only", "did not deny") are none.
    """
    lower = text.lower()
    if len(lower) != len(text):
        # A few letters grow in lower case; offsets matter more than they do.
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    matches = [match for match in _CUE.finditer(lower) if match.lastgroup != "double"]
    if not matches:
        return ()
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    cues: list[Cue] = []
    place = 0
    for match in matches:
        while place < len(ends) and ends[place] < match.end():
            place += 1
        scope_end = ends[place] if place < len(ends) else len(text)
        kind = CueKind.MODALITY if match["modality"] else CueKind.NEGATION
        cues.append(Cue(text[match.start() : match.end()], match.start(), match.end(), scope_end, kind))
    return tuple(cues)
