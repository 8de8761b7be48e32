from datetime import date, timedelta


class Book:
    def __init__(self, title, author, isbn, copies=1):
        self.title, self.author, self.isbn, self.copies = title, author, isbn, copies

    def __repr__(self):
        return "Book(%r, %r)" % (self.title, self.author)

    def __contains__(self, text):
        return text.lower() in f"{self.title} {self.author}".lower()


class Member:
    limit = 2

    def __init__(self, name):
        self.name = name
        self.loans: dict[str, date] = {}

    def __str__(self):
        return f"{self.name} ({len(self.loans)} on loan)"


class LibraryError(Exception):
    pass


class Library:
    FEE = 0.25
    DAYS = 14

    def __init__(self):
        self._books = {}
        self._members = {}
        self.today = date(2024, 2, 20)

    def add(self, *books):
        for book in books:
            if (old := self._books.get(book.isbn)) is not None:
                old.copies += book.copies
            else:
                self._books[book.isbn] = book
        return self

    def join(self, name):
        return self._members.setdefault(name, Member(name))

    def lend(self, name, isbn):
        member = self._members.get(name) or self.join(name)
        book = self._books.get(isbn)
        if book is None:
            raise LibraryError(f"no book {isbn}")
        if not book.copies:
            raise LibraryError(f"{book.title} is out")
        if len(member.loans) >= member.limit:
            raise LibraryError(f"{member.name} has {len(member.loans)} books")
        book.copies -= 1
        member.loans[isbn] = due = self.today + timedelta(days=self.DAYS)
        return due

    def give_back(self, name, isbn):
        member = self._members[name]
        try:
            due = member.loans.pop(isbn)
        except KeyError as e:
            raise LibraryError(f"{name} does not have {e.args[0]}") from e
        self._books[isbn].copies += 1
        return max(0, (self.today - due).days) * self.FEE

    def find(self, text):
        return sorted((b for b in self._books.values() if text in b), key=lambda b: b.title)

    def overdue(self):
        for member in self._members.values():
            for isbn, due in member.loans.items():
                if due < self.today:
                    yield member.name, self._books[isbn].title, (self.today - due).days


lib = Library().add(Book("Dune", "Frank Herbert", "111"), Book("Emma", "Jane Austen", "222", 2), Book("Persuasion", "Jane Austen", "333"))
print(lib.find("austen"), lib.find("DUNE"), lib.lend("Ann", "111"), lib.lend("Ann", "222").strftime("%d %b %Y"))
for name, isbn in (("Ann", "333"), ("Bob", "111"), ("Bob", "999")):
    try:
        lib.lend(name, isbn)
    except LibraryError as e:
        print("cannot lend:", e)
lib.today += timedelta(weeks=3)
print(list(lib.overdue()), lib.today, lib.today.isoformat(), lib.today.weekday())
print(lib.give_back("Ann", "111"), lib.join("Ann"), lib.join("Bob"))
try:
    lib.give_back("Ann", "111")
except LibraryError as e:
    print(e, "|", type(e.__cause__).__name__)
