# Attributes of instances: read, written, counted up.
class Particle:
    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.steps = 0

    def step(self):
        self.x += self.vx
        self.y += self.vy
        if self.x > 100:
            self.x -= 100
        self.steps += 1


def main():
    particles = [Particle(i, i * 2, 1, 3) for i in range(10)]
    for _ in range(20_000):
        for particle in particles:
            particle.step()
    print(sum(p.x + p.y + p.steps for p in particles))


main()
