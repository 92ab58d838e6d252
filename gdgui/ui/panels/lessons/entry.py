"""How an entry of the list of lessons is painted: its title, one sentence, and its ticks."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
PADDING = 4  # pixels


class EntryDelegate(QStyledItemDelegate):
    """The first line is strong; all take as many lines as they need."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        document = self._document(option, index)
        option.text = ""
        style = option.widget.style()  # which knows the style sheet
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        rect: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, option.palette.color(role))
        painter.save()
        painter.translate(rect.topLeft() + QPoint(PADDING, PADDING))
        document.documentLayout().draw(painter, context)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.initStyleOption(option, index)
        height = self._document(option, index).size().height()
        return QSize(10, round(height) + 2 * PADDING)

    def _document(self, option: QStyleOptionViewItem, index: Index) -> QTextDocument:
        title, *rest = str(index.data(Qt.ItemDataRole.DisplayRole)).split("\n")
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(option.font)
        document.setHtml("<br>".join([f"<b>{escape(title)}</b>", *map(escape, rest)]))
        view = self.parent()
        assert isinstance(view, QListView)
        beside = view.verticalScrollBar().sizeHint().width() + 2 * (view.frameWidth() + view.spacing())
        document.setTextWidth(view.width() - beside - 2 * PADDING)  # as high with a scroll bar as without
        return document
