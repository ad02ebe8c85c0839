# Objects made and thrown away: trees, points, tuples.
class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


def tree(depth):
    if depth == 0:
        return None
    return Node(tree(depth - 1), tree(depth - 1))


def count(node):
    if node is None:
        return 0
    return 1 + count(node.left) + count(node.right)


def main():
    total = 0
    for _ in range(4):
        total += count(tree(13))
    at = Point(0, 0)
    step = Point(1, 2)
    for i in range(80_000):
        at = at + step
        if at == step:
            total += 1
    print(total, at.x, at.y)


main()
