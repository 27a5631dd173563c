"""What the product refuses: the base of every exception whose text is a French sentence for the person."""


class Refusal(Exception):
    """Nothing was changed; ``str()`` says what was found, where, and what to do."""
