"""The story of two small children whose first concern was lost ten times: worked through by the
people of every agency, each in a window of their own."""
