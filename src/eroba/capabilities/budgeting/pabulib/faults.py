"""What is wrong with a file: a sentence for whoever sent it, and the line to look at."""


def marked(sentence: str) -> str:
    """Leaves a sentence as it is; its name in each module, `_`, lets the catalogues find it."""
    return sentence


class Fault(Exception):
    """Says why a file cannot be counted, and in which line the reason stands (0: in the file as a whole).

    The sentence is English and takes `words`; a page translates it, the command prints it as it is.
    """

    def __init__(self, line: int, sentence: str, **words: str | int) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence
        self.words = words

    def __str__(self) -> str:
        said = self.sentence % self.words if self.words else self.sentence
        return f"line {self.line}: {said}" if self.line else said
