"""A small bank: classes that check what they are given, errors, reports."""


class Refused(Exception):
    def __init__(self, account, reason):
        super().__init__("%s: %s" % (account.owner, reason))
        self.reason = reason


class Account:
    opened = 0

    def __init__(self, owner, balance=0):
        Account.opened += 1
        self.owner = owner
        self.balance = balance
        self.log = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.log.append(("in", amount))

    def withdraw(self, amount):
        if amount > self.limit():
            raise Refused(self, "not enough")
        self.balance -= amount
        self.log.append(("out", amount))

    def limit(self):
        return self.balance

    def __lt__(self, other):
        return (self.balance, self.owner) < (other.balance, other.owner)

    def __repr__(self):
        return "<%s %s %d>" % (type(self).__name__, self.owner, self.balance)


class Overdraft(Account):
    def __init__(self, owner, balance=0, *, credit):
        super().__init__(owner, balance)
        self.credit = credit

    def limit(self):
        return self.balance + self.credit


def transfer(source, target, amount):
    source.withdraw(amount)
    try:
        target.deposit(amount)
    except ValueError:
        source.balance += amount
        raise


def main():
    names = "ada bob cyd dan eve fay gus hal ida jon".split()
    accounts = []
    for number, name in enumerate(names):
        if number % 3:
            accounts.append(Account(name, 500))
        else:
            accounts.append(Overdraft(name, balance=100, credit=1000))
    refused = wrong = 0
    seed = 7
    for _ in range(5500):
        seed = (seed * 421 + 1663) % 7875
        source = accounts[seed % len(names)]
        target = accounts[(seed // 10) % len(names)]
        try:
            transfer(source, target, seed % 211 - 3)
        except Refused as error:
            refused += error.reason == "not enough"
        except ValueError:
            wrong += 1
    for account in sorted(accounts, reverse=True):
        amounts = [amount for kind, amount in account.log if kind == "in"]
        print(account, len(account.log), max(amounts), sum(amounts))
    print(Account.opened, refused, wrong, sum(account.balance for account in accounts))


main()
