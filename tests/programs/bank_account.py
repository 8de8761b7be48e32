class InsufficientFunds(Exception):
    """Raised when a withdrawal exceeds the balance."""

    def __init__(self, balance, amount):
        super().__init__(f"cannot withdraw {amount:.2f}: balance is {balance:.2f}")
        self.balance = balance
        self.amount = amount


class Account:
    interest_rate = 0.02
    _next_id = 1

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.history = []
        self.id = Account._next_id
        Account._next_id += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("balance cannot be negative")
        self._balance = value

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(self._balance, amount)
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self

    @classmethod
    def from_dict(cls, data):
        return cls(**data)

    @staticmethod
    def is_valid_owner(name):
        return name.replace(" ", "").isalpha()

    def __repr__(self):
        return f"{type(self).__name__}(owner={self.owner!r}, balance={self._balance:,.2f})"

    def __eq__(self, other):
        return isinstance(other, Account) and self.id == other.id

    def __hash__(self):
        return hash(self.id)

    def __lt__(self, other):
        return self._balance < other._balance


class Savings(Account):
    interest_rate = 0.05

    def add_interest(self):
        interest = round(self.balance * self.interest_rate, 2)
        return self.deposit(interest)


alice = Account("Alice Smith", 100)
bob = Savings.from_dict({"owner": "Bob", "balance": 2500})
alice.deposit(50).withdraw(30)
bob.add_interest()
print(alice, bob)
print(sorted([bob, alice]), max(alice, bob).owner)
for action in (lambda: alice.withdraw(1000), lambda: alice.deposit(-5), lambda: setattr(alice, "balance", -1)):
    try:
        action()
    except InsufficientFunds as error:
        print("insufficient:", error, error.amount)
    except ValueError as error:
        print("value:", error)
print(alice.history)
print(Account.is_valid_owner("Bob 2"), Savings.is_valid_owner("Bob"))
print({alice: 1, bob: 2}[bob], alice == bob, alice != bob)
print(isinstance(bob, Account), issubclass(Savings, Account), Savings.__mro__[1].__name__)
try:
    bob.balance_of_nobody
except AttributeError as error:
    print(error)
