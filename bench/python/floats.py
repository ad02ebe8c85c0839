# Arithmetic on floats: the orbit of a planet, step by step.
def orbit(steps):
    x, y, vx, vy = 1.0, 0.0, 0.0, 1.0
    dt = 0.001
    for _ in range(steps):
        r2 = x * x + y * y
        r3 = r2 * r2 ** 0.5
        ax, ay = -x / r3, -y / r3
        vx += ax * dt
        vy += ay * dt
        x += vx * dt
        y += vy * dt
    return x, y


x, y = orbit(200_000)
print(f"{x:.6f} {y:.6f}")
