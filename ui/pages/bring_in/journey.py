"""All that is known and decided about the files on their way in, until the last step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crm.errors import RejectedLine
from crm.exchange.examining import FilesExamination
from crm.exchange.import_report import ImportReport
from crm.exchange.import_same import SameInFiles
from crm.exchange.importing import FileToImport
from crm.exchange.mapping import Mapping
from crm.exchange.preview import FilePreview
from crm.exchange.same_plan import FilePair, SamePlan, make_plan
from crm.exchange.sources import Source
from crm.i18n import _, ngettext


@dataclass(slots=True, eq=False)
class FileOnItsWay:
    """One file: what it is taken for, how it is to be read, and the rows that were put right."""

    source: Source
    preview: FilePreview | None = None
    mapping: Mapping | None = None
    mended: dict[int, tuple[str, ...] | None] = field(default_factory=dict)

    @property
    def is_table(self) -> bool:
        """Whether it has columns; an address book has none."""
        return self.source.kind != "vcard"

    def to_import(self) -> FileToImport:
        """The file as it stands now."""
        mapping = self.mapping
        if self.preview is not None and self.is_table:
            mapping = self.preview.mapping
        return FileToImport(self.source.path, mapping, dict(self.mended) or None)


class Journey:
    """The files, what was found out about them, and what a person answered."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.files = [FileOnItsWay(source) for source in sources]
        self.examination: FilesExamination | None = None
        self.same: SameInFiles | None = None
        self.answers: list[bool | None] = []

    @property
    def tables(self) -> list[FileOnItsWay]:
        """Those with columns."""
        return [file for file in self.files if file.is_table]

    @property
    def name(self) -> str:
        """What the whole is called."""
        names = [file.source.name for file in self.files]
        if len(names) == 1:
            return names[0]
        text = ngettext("{file} and {count} more", "{file} and {count} more", len(names) - 1)
        return text.format(file=names[0], count=f"{len(names) - 1:,}")

    @property
    def kind(self) -> str:
        """How it is written, where there is one file."""
        preview = self.files[0].preview
        if len(self.files) > 1 or preview is None:
            return ""
        remembered = _("columns as you said last time") if preview.is_remembered else ""
        return " · ".join(filter(None, (preview.kind, preview.shape, remembered)))

    @property
    def report(self) -> ImportReport | None:
        """What bringing it in would do, as far as that is known."""
        return self.examination.report if self.examination else None

    @property
    def is_ready(self) -> bool:
        """Whether there is something that can be brought in."""
        report = self.report
        return bool(
            report is not None
            and self.examination is not None
            and not self.examination.problem
            and not report.already_known
        )

    def files_to_import(self) -> tuple[FileToImport, ...]:
        """The files as they stand now."""
        return tuple(file.to_import() for file in self.files)

    def previews(self) -> tuple[FilePreview | None, ...]:
        """What is known of each file; None of those that have to be read anew."""
        return tuple(file.preview for file in self.files)

    def forget_figures(self) -> None:
        """Something was changed: what was counted and compared holds no more."""
        self.examination = None
        self.same = None
        self.answers = []

    def take_examination(self, found: FilesExamination) -> None:
        """Keep what was found out."""
        self.examination = found
        for file, preview in zip(self.files, found.previews, strict=True):
            file.preview = preview

    def take_same(self, same: SameInFiles) -> None:
        """Keep the pairs; the sure ones count as answered until somebody says otherwise."""
        self.same = same
        self.answers = [True if pair.is_sure else None for pair in same.pairs]

    def pairs(self) -> tuple[FilePair, ...]:
        """Those who may be one."""
        return self.same.pairs if self.same else ()

    def plan(self) -> SamePlan:
        """Who is whom, by the answers."""
        return make_plan(zip(self.pairs(), self.answers, strict=True))

    def lines_of(self, file: FileOnItsWay) -> tuple[RejectedLine, ...]:
        """The rows of a file that could not be read."""
        report = self.report
        return tuple(each for each in report.rejected if self._is_of(each, file)) if report else ()

    def remarks_of(self, file: FileOnItsWay) -> tuple[RejectedLine, ...]:
        """The rows of a file of which only a part could be read."""
        report = self.report
        return tuple(each for each in report.remarks if self._is_of(each, file)) if report else ()

    def first_with_lines(self) -> int:
        """The number of the first file with rows that need a look; 0 where there is none."""
        numbers = range(len(self.files))
        return next((each for each in numbers if self.lines_of(self.files[each])), 0)

    def proposed_name(self) -> str:
        """What a file of the rows left out may be called."""
        return f"{Path(self.files[0].source.name).stem}-{_('rejected')}.csv"

    def _is_of(self, line: RejectedLine, file: FileOnItsWay) -> bool:
        return not line.file or line.file == file.source.name
