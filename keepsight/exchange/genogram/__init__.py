"""The genogram of a child: three generations, couples past and present, and who lives together, as
a picture."""

from keepsight.exchange.genogram.drawing import drawn
from keepsight.exchange.genogram.place import Placed, placed
from keepsight.exchange.genogram.tree import Kin, Member, Tree, Union, tree

__all__ = ["Kin", "Member", "Placed", "Tree", "Union", "drawn", "placed", "tree"]
