# What scripts share that bring sources: how a lock is read, and how a tree is
# compared with it. Sourced, from the top of the project; whoever does needs a
# `fail LINE...` that ends it.

# The entries of the locks that were read.
declare -A lock

# read_lock FILE KEY...: the entries of a lock, which has to have these.
read_lock() {
  local file=$1 line key
  shift
  while IFS= read -r line; do
    [[ $line =~ ^([a-z0-9_]+)\ =\ \"(.+)\"$ ]] && lock[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
  done <"$file"
  for key; do
    [[ -v lock[$key] ]] || fail "$file has no \`$key\`" "restore it: git checkout $file"
  done
}

read_sources_lock() {
  read_lock sources.lock micropython_commit {micropython,wasi_libc}_{version,archive,archive_sha256,tree_paths,tree_sha256}
}

# tree_list NAME FOLDER: the text whose digest the lock gives (see sources.lock).
tree_list() {
  local paths
  read -ra paths <<<"${lock[${1}_tree_paths]}"
  (
    cd "$2" && find "${paths[@]}" -type f ! -name '*.pyc' ! -path '*/__pycache__/*' ! -path '*/build/*' -print0 2>/dev/null |
      LC_ALL=C sort -z | xargs -0r sha256sum
  ) || true
}

# matches NAME LIST: whether the text is the tree that the lock means.
matches() { [[ $(printf '%s\n' "$2" | sha256sum) == "${lock[${1}_tree_sha256]}  -" ]]; }
