//! A folder in memory, with the files in it.

use super::fault::Fault;
use super::folder::split;
use super::memory_file::{Budget, MemoryFile};
use super::stat::{Entry, Kind, Stat, Wish};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// What a file or folder takes beside its name and contents: more than it does.
pub(crate) const NODE_BYTES: u64 = 256;

/// How deep folders may nest, so that nothing that walks them runs out of stack.
const MAX_DEPTH: usize = 100;

/// Tells the time.
pub(crate) type Now = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// The folder, with all that is in it.
pub(crate) struct Scratch {
    root: Mutex<Children>,
    budget: Budget,
    now: Now,
}

type Children = BTreeMap<String, Node>;

enum Node {
    File(Arc<MemoryFile>),
    Folder { children: Children, inode: u64, modified: SystemTime },
}

impl Scratch {
    /// An empty one of this size in bytes.
    pub(crate) fn new(bytes: u64, now: Now) -> Scratch {
        Scratch { root: Mutex::new(Children::new()), budget: Budget::new(bytes), now }
    }

    fn lock(&self) -> MutexGuard<'_, Children> {
        self.root.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes all that is in it. What is still open lives until it is closed.
    pub(crate) fn clear(&self) {
        let children = std::mem::take(&mut *self.lock());
        self.give_back(&children);
    }

    /// Gives back what the nodes take; the contents of files do that by themselves.
    fn give_back(&self, children: &Children) {
        for (name, node) in children {
            self.budget.give_back(NODE_BYTES + name.len() as u64);
            if let Node::Folder { children, .. } = node {
                self.give_back(children);
            }
        }
    }

    pub(crate) fn stat(&self, path: &str) -> Result<Stat, Fault> {
        let mut root = self.lock();
        if path.is_empty() {
            return Ok(Stat { device: 1, ..Stat::of_nothing() });
        }
        Ok(match find(&mut root, path)? {
            Node::File(file) => file.stat(),
            Node::Folder { inode, modified, .. } => {
                let modified = Some(*modified);
                let times = Stat { accessed: modified, modified, changed: modified, ..empty() };
                Stat { inode: *inode, ..times }
            }
        })
    }

    pub(crate) fn open(&self, path: &str, wish: Wish) -> Result<Arc<MemoryFile>, Fault> {
        let mut root = self.lock();
        let (folder, name) = folder_of(&mut root, path)?;
        match folder.get(name) {
            Some(_) if wish.exclusive => Err(Fault::Exists),
            Some(Node::Folder { .. }) => Err(Fault::IsFolder),
            Some(Node::File(file)) => Ok(Arc::clone(file)),
            None if !wish.create => Err(Fault::NotFound),
            None => {
                self.budget.take(NODE_BYTES + name.len() as u64)?;
                let file = Arc::new(MemoryFile::new(self.budget.clone(), Arc::clone(&self.now)));
                folder.insert(name.to_owned(), Node::File(Arc::clone(&file)));
                Ok(file)
            }
        }
    }

    /// What is in a folder, in order.
    pub(crate) fn entries(&self, path: &str) -> Result<Vec<Entry>, Fault> {
        let mut root = self.lock();
        let children = match path {
            "" => &*root,
            _ => match find(&mut root, path)? {
                Node::Folder { children, .. } => &*children,
                Node::File(_) => return Err(Fault::NotFolder),
            },
        };
        let entry = |(name, node): (&String, &Node)| {
            let (kind, inode) = match node {
                Node::File(file) => (Kind::File, file.inode()),
                Node::Folder { inode, .. } => (Kind::Folder, *inode),
            };
            Entry { name: name.clone(), kind, inode }
        };
        Ok(children.iter().map(entry).collect())
    }

    pub(crate) fn make_folder(&self, path: &str) -> Result<(), Fault> {
        if path.split('/').count() > MAX_DEPTH {
            return Err(Fault::NameTooLong);
        }
        let mut root = self.lock();
        let (folder, name) = folder_of(&mut root, path)?;
        if folder.contains_key(name) {
            return Err(Fault::Exists);
        }
        self.budget.take(NODE_BYTES + name.len() as u64)?;
        let inode = self.budget.next_inode();
        let modified = (self.now)();
        folder.insert(name.to_owned(), Node::Folder { children: Children::new(), inode, modified });
        Ok(())
    }

    pub(crate) fn remove_file(&self, path: &str) -> Result<(), Fault> {
        self.remove(path, |node| match node {
            Node::File(_) => Ok(()),
            Node::Folder { .. } => Err(Fault::IsFolder),
        })
    }

    pub(crate) fn remove_folder(&self, path: &str) -> Result<(), Fault> {
        self.remove(path, |node| match node {
            Node::Folder { children, .. } if children.is_empty() => Ok(()),
            Node::Folder { .. } => Err(Fault::NotEmpty),
            Node::File(_) => Err(Fault::NotFolder),
        })
    }

    fn remove(&self, path: &str, may: impl Fn(&Node) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut root = self.lock();
        let (folder, name) = folder_of(&mut root, path)?;
        may(folder.get(name).ok_or(Fault::NotFound)?)?;
        folder.remove(name);
        self.budget.give_back(NODE_BYTES + name.len() as u64);
        Ok(())
    }

    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<(), Fault> {
        let mut root = self.lock();
        let source = find(&mut root, from)?;
        let depth = to.split('/').count() + source.depth();
        let source_is_folder = matches!(source, Node::Folder { .. });
        if source_is_folder && super::path::below(to, from).is_some_and(|rest| !rest.is_empty()) {
            return Err(Fault::Invalid);
        }
        if depth > MAX_DEPTH {
            return Err(Fault::NameTooLong);
        }
        let (folder, new_name) = folder_of(&mut root, to)?;
        match (source_is_folder, folder.get(new_name)) {
            _ if from == to => return Ok(()),
            (true, Some(Node::File(_))) => return Err(Fault::NotFolder),
            (false, Some(Node::Folder { .. })) => return Err(Fault::IsFolder),
            (_, Some(Node::Folder { children, .. })) if !children.is_empty() => {
                return Err(Fault::NotEmpty);
            }
            _ => {}
        }
        // The longer name is paid for first.
        self.budget.take(NODE_BYTES + new_name.len() as u64)?;
        if folder.remove(new_name).is_some() {
            self.budget.give_back(NODE_BYTES + new_name.len() as u64);
        }
        let (old_folder, old_name) = folder_of(&mut root, from)?;
        let node = old_folder.remove(old_name).ok_or(Fault::NotFound)?;
        self.budget.give_back(NODE_BYTES + old_name.len() as u64);
        let (folder, new_name) = folder_of(&mut root, to)?;
        folder.insert(new_name.to_owned(), node);
        Ok(())
    }
}

impl Node {
    /// How many folders nest in it.
    fn depth(&self) -> usize {
        match self {
            Node::File(_) => 0,
            Node::Folder { children, .. } => {
                children.values().map(|node| 1 + node.depth()).max().unwrap_or(0)
            }
        }
    }
}

fn empty() -> Stat {
    Stat { device: 1, ..Stat::of_nothing() }
}

/// The children of the folder that something is in, and its name there.
fn folder_of<'a, 'b>(
    root: &'a mut Children,
    path: &'b str,
) -> Result<(&'a mut Children, &'b str), Fault> {
    let (folder, name) = split(path);
    if name.is_empty() {
        return Err(Fault::IsFolder); // the root
    }
    if folder.is_empty() {
        return Ok((root, name));
    }
    match find(root, folder)? {
        Node::Folder { children, .. } => Ok((children, name)),
        Node::File(_) => Err(Fault::NotFolder),
    }
}

/// What is at a path below the root.
fn find<'a>(root: &'a mut Children, path: &str) -> Result<&'a mut Node, Fault> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let mut node = root.get_mut(first).ok_or(Fault::NotFound)?;
    for name in rest.split('/').filter(|name| !name.is_empty()) {
        node = match node {
            Node::Folder { children, .. } => children.get_mut(name).ok_or(Fault::NotFound)?,
            Node::File(_) => return Err(Fault::NotFolder),
        };
    }
    Ok(node)
}

#[cfg(test)]
mod tests;
