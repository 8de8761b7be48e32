"""Floating point: four bodies around a sun, each step a sum over all pairs."""

import math


def advance(bodies, dt):
    for i, a in enumerate(bodies):
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            squared = dx * dx + dy * dy + dz * dz
            pull = dt / (squared * math.sqrt(squared))
            a[3] -= dx * b[6] * pull
            a[4] -= dy * b[6] * pull
            a[5] -= dz * b[6] * pull
            b[3] += dx * a[6] * pull
            b[4] += dy * a[6] * pull
            b[5] += dz * a[6] * pull
    for body in bodies:
        body[0] += dt * body[3]
        body[1] += dt * body[4]
        body[2] += dt * body[5]


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a[6] * (a[3] * a[3] + a[4] * a[4] + a[5] * a[5])
        for b in bodies[i + 1 :]:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            total -= a[6] * b[6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def main():
    # Position, velocity, mass.
    bodies = [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 40.0],
        [5.0, 0.5, 0.125, 0.25, 2.75, 0.0, 0.04],
        [8.0, -4.0, 0.25, 1.0, 1.75, 0.125, 0.0125],
        [13.0, 15.0, -0.25, -1.0, 0.75, 0.0, 0.002],
        [15.0, -26.0, 0.5, 1.0, 0.5, -0.0625, 0.002],
    ]
    for _ in range(12000):
        advance(bodies, 0.01)
    print("floats", int(energy(bodies) * 1e9), int(bodies[1][0] * 1e6))


main()
