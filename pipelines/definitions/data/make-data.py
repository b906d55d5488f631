"""Writes the made-up data of this folder. Run with Debian's python3-numpy: /usr/bin/python3 make-data.py"""
import datetime, os
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(11)


def write(name, header, rows):
    """Gaps are empty fields."""
    with open(os.path.join(here, name), "w") as file:
        for row in [header.split(), *rows]:
            file.write(",".join("" if value is None else str(value) for value in row) + "\n")


def gap(value, share):
    return None if random.rand() < share else value


# The essay's third example, as it is.
write("four-rows.csv", "x thousands class", [[k, 1000 * k, (k + 1) % 2] for k in (1, 2, 3, 4)])

# Loans: repaid or not, by income, amount, late payments, home and purpose.
pay = {"teacher": 38, "nurse": 35, "driver": 31, "engineer": 58, "salesperson": 36, "retired": 24}
home_effect = {"own": 0.6, "rent": -0.2, '"with family, rent-free"': -0.1}
purpose_effect = {"car": 0, "house repair": 0.4, "education": 0, "travel": -0.3}
rows = []
for _ in range(400):
    job = list(pay)[random.choice(6, p=[0.18, 0.17, 0.2, 0.15, 0.2, 0.1])]
    age = int(np.clip(random.normal(66, 4) if job == "retired" else random.normal(41, 10), 21, 80))
    income = round(pay[job] * float(np.exp(random.normal(0, 0.22))), 1)
    amount = round(float(np.exp(random.normal(2.2, 0.6))), 1)
    home = list(home_effect)[random.choice(3, p=[0.42, 0.45, 0.13])]
    purpose = list(purpose_effect)[random.randint(4)]
    late = int(random.poisson(0.5))
    score = 1.1 + 0.035 * (income - 36) - 0.09 * (amount - 10) - 0.75 * late
    score += home_effect[home] + purpose_effect[purpose]
    repaid = "yes" if random.rand() < 1 / (1 + np.exp(-score)) else "no"
    rows.append([age, gap(job, 0.06), gap(income, 0.1), gap(home, 0.04), amount, purpose, gap(late, 0.08), repaid])
write("loans.csv", "age job income home amount purpose late_payments repaid", rows)

# Blood pressure in mmHg at one to five visits of each patient, who has a level of their own.
rows = []
for patient in range(60):
    level, age, bmi = random.normal(0, 5), int(random.randint(25, 80)), round(float(random.normal(26, 3.5)), 1)
    smoker = random.rand() < 0.25
    for _ in range(random.randint(1, 6)):
        dose, salt = int(random.choice([0, 5, 10, 20])), round(float(random.gamma(6, 1.5)), 1)
        pressure = 96 + 0.42 * age + 0.8 * (bmi - 26) + 4 * smoker + 1.1 * (salt - 9) - 0.55 * dose + level
        pressure = round(float(pressure + random.normal(0, 4)), 1)
        rows.append([f"P{patient + 1:02d}", age, bmi, "yes" if smoker else "no", salt, dose, pressure])
write("blood-pressure.csv", "patient age bmi smoker salt dose pressure", rows)

# Daily demand for electricity in GWh: heating, cooling, weekends, a slow trend, and an echo of the day before.
rows, week = [], [52.0] * 7
for i in range(540):
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=i)
    season = 2 * np.pi * day.timetuple().tm_yday / 365.25
    temperature = 9.5 - 10 * np.cos(season - 0.26) + random.normal(0, 2.8)
    weekend = day.weekday() >= 5
    demand = 48 + 0.75 * max(0, 15 - temperature) + 0.9 * max(0, temperature - 22) - 6.5 * weekend
    demand = round(float(demand + 0.35 * (week[-1] - 52) + 0.004 * i + random.normal(0, 1.3)), 1)
    waves = [round(float(wave(k * season)), 4) for k in (1, 2, 3) for wave in (np.cos, np.sin)]
    rows.append([day, round(float(temperature), 1), "yes" if weekend else "no", *waves, *week[:-1][::-1], demand])
    week = week[1:] + [demand]
header = "day temperature weekend cos_1 sin_1 cos_2 sin_2 cos_3 sin_3 " + " ".join(f"demand_{k}_days_ago" for k in range(2, 8))
write("electricity.csv", header + " demand", rows)
