"""What a source of `claimlink index` gave, on its way to the store."""

from dataclasses import dataclass

from service.application.index_articles import ArticleDraft
from service.application.index_pages import PageDraft
from service.commands.documents import Unreadable
from service.commands.journal import Mark


@dataclass(frozen=True, slots=True)
class Found:
    """An article or a page to store, or why there is none.

    `size` is how many bytes of its source it took, for the progress; `mark` is what is done once it is stored.
    """

    where: str
    content: ArticleDraft | PageDraft | Unreadable
    size: int = 0
    mark: Mark | None = None

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        content = self.content
        return 0 if isinstance(content, Unreadable) else len(content.html or content.text or "")
