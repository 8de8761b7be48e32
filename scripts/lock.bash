# What scripts share that bring sources: how sources.lock is read, and how a tree
# is compared with it. Sourced, from the top of the project; whoever does needs a
# `fail LINE...` that ends it.

# The entries of sources.lock.
declare -A lock

read_lock() {
  local line key
  while IFS= read -r line; do
    [[ $line =~ ^([a-z0-9_]+)\ =\ \"(.+)\"$ ]] && lock[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
  done <sources.lock
  for key in micropython_commit {micropython,wasi_libc}_{version,archive,archive_sha256,tree_paths,tree_sha256}; do
    [[ -v lock[$key] ]] || fail "sources.lock has no \`$key\`" "restore it: git checkout sources.lock"
  done
}

# tree_list NAME FOLDER: the text whose digest sources.lock gives (see there).
tree_list() {
  local paths
  read -ra paths <<<"${lock[${1}_tree_paths]}"
  (
    cd "$2" && find "${paths[@]}" -type f ! -name '*.pyc' ! -path '*/__pycache__/*' ! -path '*/build/*' -print0 2>/dev/null |
      LC_ALL=C sort -z | xargs -0r sha256sum
  ) || true
}

# matches NAME LIST: whether the text is the tree that sources.lock means.
matches() { [[ $(printf '%s\n' "$2" | sha256sum) == "${lock[${1}_tree_sha256]}  -" ]]; }
