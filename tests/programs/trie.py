class Trie:
    def __init__(self):
        self.children: dict[str, "Trie"] = {}
        self.terminal = False

    def insert(self, word: str) -> None:
        node = self
        for ch in word:
            node = node.children.setdefault(ch, Trie())
        node.terminal = True

    def _walk(self, prefix):
        node = self
        for ch in prefix:
            if ch not in node.children:
                return None
            node = node.children[ch]
        return node

    def __contains__(self, word):
        node = self._walk(word)
        return bool(node and node.terminal)

    def complete(self, prefix):
        def dfs(node, path):
            if node.terminal:
                yield prefix + "".join(path)
            for ch, child in sorted(node.children.items()):
                path.append(ch)
                yield from dfs(child, path)
                path.pop()

        node = self._walk(prefix)
        return [] if node is None else list(dfs(node, []))

    def delete(self, word):
        if not word:
            self.terminal = False
        else:
            head, tail = word[0], word[1:]
            child = self.children[head]
            child.delete(tail)
            if not child.terminal and not child.children:
                del self.children[head]

    def __len__(self):
        return self.terminal + sum(map(len, self.children.values()))


trie = Trie()
for w in "car card care cat dog do".split():
    trie.insert(w)
print(trie.complete("car"), trie.complete("x"), "ca" in trie, "cat" in trie, len(trie))
trie.delete("card")
print(trie.complete(""), len(trie))
try:
    trie.delete("zebra")
except KeyError as error:
    print("no", error)
