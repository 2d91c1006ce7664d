"""Finds a name however it was typed: a pattern for the data base that stands for every spelling of a word."""

import re

# People who type on a Latin keyboard write Z for ძ.
_SPELLINGS = {
    "zh": "(ჟ|ზჰ|zh)",
    "gh": "(ღ|გჰ|gh)",
    "sh": "(შ|სჰ|sh)",
    "dz": "(ძ|დზ|dz)",
    "kh": "(ხ|[კქყ]ჰ|kh|x)",
    "ch": "(ჩ|ჭ|ch)",
    "ts": "(ც|წ|[თტ]ს|ts)",
    "a": "[აa]",
    "b": "[ბb]",
    "d": "[დd]",
    "e": "[ეe]",
    "g": "[გg]",
    "h": "[ჰh]",
    "i": "[იi]",
    "j": "[ჯj]",
    "k": "[კქყkq]",
    "l": "[ლl]",
    "m": "[მm]",
    "n": "[ნn]",
    "o": "[ოo]",
    "p": "[პფp]",
    "r": "[რr]",
    "s": "[სs]",
    "t": "[თტt]",
    "u": "[უu]",
    "v": "[ვv]",
    "z": "[ზძz]",
}
_SOUND = re.compile("|".join(_SPELLINGS) + r"|.")


def begins_with(word: str) -> str:
    """A regular expression that finds this word of a search key at the beginning of any part of a name.

    The key's sounds are spelled out again, so «ხელაძე», "Kheladze" and "xeladze" find the same people.
    """
    sounds = _SOUND.findall(word)
    return "(^|[ -])" + "".join(_SPELLINGS.get(sound, re.escape(sound)) for sound in sounds)
