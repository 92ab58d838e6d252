# ruff: noqa
import sys, traceback
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QEvent, QObject
from tests.ui.user_actions import click
from tests.ui.test_zz_profile import _begin
def test_dbg(window, qtbot):
    plot = window.workspace.data_plot
    for x in (0.3, 0.5): _begin(qtbot, window)
    _begin(qtbot, window)
    click(qtbot, plot, .7, .95)
    log=[]
    def prof(frame, event, arg):
        if event=="c_call" and arg.__name__ in ("update","prepareGeometryChange","setPos","setTransform","resetTransform","setVisible","hide","show"):
            me = getattr(arg,"__self__",None)
            if isinstance(me, QWidget) or type(me).__name__ in ("QPainter","dict"): return
            st="".join(f" < {f.f_code.co_filename.split('/')[-1]}:{f.f_code.co_name}" for f,_ in list(traceback.walk_stack(frame))[:9])
            print("   ", arg.__name__, type(me).__name__, st[:260])
    sys.setprofile(prof)
    for i in range(6):
        print(f"--round {i}")
        QApplication.processEvents()
    sys.setprofile(None)
