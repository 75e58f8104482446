"""Makes customers.csv: customers of a telephone company who do not exist, few of whom left.

Whether one leaves is drawn from a logistic model of the columns, with products that no linear model has: short tenure counts only without a
long contract, support calls count from the fourth on, and more where the charge is high. Some cells are left empty, as in tables of real life.
"""
import csv
import math
import random

random.seed(20240229)
PLANS = ["Single, 5 GB", "Single, unlimited", "Family, 20 GB", "Family, unlimited"]
CHARGE = {"none": 18, "dsl": 34, "fibre": 52}


def gap(value, share):
    return "" if random.random() < share else value


with open("customers.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["customer", "contract", "plan", "payment", "internet", "age", "tenure_months", "monthly_charge", "support_calls", "late_payments", "left"])
    for number in range(1, 3001):
        contract = random.choices(["monthly", "one year", "two years"], [5, 3, 3])[0]
        plan = random.choices(PLANS, [4, 3, 2, 2])[0]
        payment = random.choices(["card", "transfer", "direct debit", "cheque"], [4, 2, 4, 1])[0]
        internet = random.choices(["none", "dsl", "fibre"], [2, 4, 4])[0]
        age = min(90, max(18, round(random.gauss(46, 16))))
        tenure = min(96, 1 + int(random.expovariate(1 / 28)))
        charge = CHARGE[internet] + 6 * PLANS.index(plan) + random.gauss(0, 5)
        calls = min(12, int(random.expovariate(1 / 1.3)))
        late = min(9, int(random.expovariate(1 / 0.6)))
        z = -4.1
        z += 4.2 * math.exp(-tenure / 10) * (contract == "monthly")
        z += 1.2 * (contract == "monthly") - 0.9 * (contract == "two years")
        z += 1.3 * max(0, calls - 3) * (1.6 if charge > 55 else 0.8)
        z += 1.1 * late * (payment in ("cheque", "transfer"))
        z += 0.035 * (charge - 50) - 0.6 * plan.startswith("Family")
        left = random.random() < 1 / (1 + math.exp(-1.8 * z))
        out.writerow([
            f"C{number:05}", contract, plan, gap(payment, 0.04), internet, gap(age, 0.09), tenure, gap(f"{charge:.2f}", 0.03),
            gap(calls, 0.06), late, "yes" if left else "no"])
