//! Where a word stands in the tree of its sentence: whose subject or object it is, and which other
//! words it cannot stand for the same as.

use crate::english::{Analysis, Relation, Upos};

/// How far up a chain of clauses is looked for a subject.
const DEEPEST_CLAUSE: usize = 8;

/// What a noun phrase is in its clause; the more salient, the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A part of another noun phrase: "the war in Ukraine".
    Inside,
    /// Behind a preposition.
    Oblique,
    /// The object.
    Object,
    /// The subject.
    Subject,
}

/// What a word is in its clause; of several joined by a conjunction, what the first is.
pub(super) fn place(tree: &Analysis, word: usize) -> Place {
    let first = first_conjunct(tree, word);
    let words = tree.words();
    match words[first].relation {
        relation if relation.is_subject() => Place::Subject,
        Relation::Obj | Relation::Iobj => Place::Object,
        Relation::Obl | Relation::OblAgent | Relation::OblUnmarked => Place::Oblique,
        // a headline or caption is about what it names first
        Relation::Root if own_subject(tree, first).is_none() => Place::Subject,
        Relation::Appos | Relation::Flat => words[first]
            .head
            .filter(|head| words[*head].relation != Relation::Appos)
            .map_or(Place::Inside, |head| place(tree, head)),
        _ => Place::Inside,
    }
}

/// The first of the words that a conjunction joins with `word`.
pub(super) fn first_conjunct(tree: &Analysis, word: usize) -> usize {
    let words = tree.words();
    let above =
        |word: &usize| words[*word].head.filter(|_| words[*word].relation == Relation::Conj);
    std::iter::successors(Some(word), above).last().unwrap_or(word)
}

/// `word` and the words joined to it.
pub(super) fn conjuncts(tree: &Analysis, word: usize) -> Vec<usize> {
    [word].into_iter().chain(tree.dependents_by(word, Relation::Conj)).collect()
}

/// The predicate of the clause in which a word stands as a noun phrase or in one.
pub(super) fn predicate(tree: &Analysis, word: usize) -> Option<usize> {
    let words = tree.words();
    let mut at = word;
    loop {
        let relation = words[at].relation;
        let head = words[at].head?;
        let argument = relation.is_subject()
            || matches!(
                relation,
                Relation::Obj
                    | Relation::Iobj
                    | Relation::Obl
                    | Relation::OblAgent
                    | Relation::OblUnmarked
                    | Relation::Expl
            );
        if argument {
            return Some(head);
        }
        if at != word && (opens_clause(relation) || words[at].upos == Upos::Verb) {
            return Some(at);
        }
        at = head;
    }
}

fn opens_clause(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Ccomp
            | Relation::Xcomp
            | Relation::Advcl
            | Relation::AdvclRelcl
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Parataxis
            | Relation::Root
    )
}

/// The subject of a predicate: its own, else that of the clause from which it has it.
pub(super) fn subject(tree: &Analysis, predicate: usize) -> Option<usize> {
    let words = tree.words();
    let mut at = predicate;
    for _ in 0..DEEPEST_CLAUSE {
        if let Some(own) = clause_subject(tree, at) {
            return Some(own);
        }
        let head = words[at].head?;
        match words[at].relation {
            Relation::Xcomp => {
                let object = object(tree, head);
                if object.is_some() {
                    return object;
                }
                at = head;
            }
            Relation::Acl if words[at].xpos != "VB" => return Some(head),
            Relation::Conj | Relation::Advcl | Relation::Ccomp | Relation::Parataxis => at = head,
            // "a call to warn him": who calls warns
            Relation::Acl => at = self::predicate(tree, head)?,
            _ => return None,
        }
    }
    None
}

/// Who gives, where the predicate is a verb of giving: whom its clause hangs from asks to give,
/// "pressed him to sell", else its subject.
pub(super) fn giver(tree: &Analysis, predicate: usize) -> Option<usize> {
    let words = tree.words();
    let above = words[predicate].head.filter(|_| {
        matches!(words[predicate].relation, Relation::Xcomp | Relation::Advcl)
            && own_subject(tree, predicate).is_none()
    });
    above.and_then(|above| object(tree, above)).or_else(|| subject(tree, predicate))
}

/// The subject that hangs from the predicate; for "who", what its clause hangs from.
fn clause_subject(tree: &Analysis, predicate: usize) -> Option<usize> {
    let words = tree.words();
    let own = own_subject(tree, predicate)?;
    let relative =
        words[predicate].relation == Relation::AclRelcl && matches!(words[own].xpos, "WP" | "WDT");
    if relative { words[predicate].head } else { Some(own) }
}

/// The subject that hangs from the predicate itself.
pub(super) fn own_subject(tree: &Analysis, predicate: usize) -> Option<usize> {
    let words = tree.words();
    let mut dependents = tree.dependents(predicate).iter().copied();
    dependents.find(|word| words[*word].relation.is_subject())
}

/// The object of a predicate: whom, not what, where there are both.
pub(super) fn object(tree: &Analysis, predicate: usize) -> Option<usize> {
    let by = |relation| tree.dependents_by(predicate, relation).next();
    by(Relation::Iobj).or_else(|| by(Relation::Obj))
}

/// The subject of the clause to which that of `predicate` is joined by a conjunction.
pub(super) fn joined_subject(tree: &Analysis, predicate: usize) -> Option<usize> {
    let words = tree.words();
    let first = words[predicate].head.filter(|_| words[predicate].relation == Relation::Conj)?;
    own_subject(tree, first)
}

/// The subject of the clause from which the clause of `predicate` hangs, and whom that clause
/// speaks to: "Trump told Putin that he …".
pub(super) fn governors(tree: &Analysis, predicate: usize) -> Vec<usize> {
    let words = tree.words();
    let mut at = predicate;
    for _ in 0..DEEPEST_CLAUSE {
        let Some(head) = words[at].head else { return Vec::new() };
        if let (true, Some(subject)) = (head != predicate, clause_subject(tree, head)) {
            let others = [Relation::Iobj, Relation::Obj, Relation::Obl]
                .into_iter()
                .flat_map(|relation| tree.dependents_by(head, relation));
            return [subject].into_iter().chain(others).collect();
        }
        at = head;
    }
    Vec::new()
}

/// The words that cannot name what the pronoun `word` stands for: what else its own clause is
/// about, what is joined with it, and, of a possessive, what is in the phrase it opens.
pub(super) fn disjoint(tree: &Analysis, word: usize) -> Vec<usize> {
    let words = tree.words();
    let first = first_conjunct(tree, word);
    let mut disjoint: Vec<usize> =
        conjuncts(tree, first).into_iter().filter(|other| *other != word).collect();
    if words[word].xpos == "PRP$" {
        let Some(owned) = words[word].head else { return disjoint };
        disjoint.extend(below(tree, owned));
        return disjoint;
    }
    let Some(predicate) = predicate(tree, first) else { return disjoint };
    let subject = subject(tree, predicate);
    let is_subject = words[first].relation.is_subject();
    let arguments = tree.dependents(predicate).iter().copied().filter(|other| {
        *other != first
            && matches!(
                words[*other].relation,
                Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::Obj
                    | Relation::Iobj
                    | Relation::Obl
                    | Relation::OblAgent
            )
    });
    let others = arguments.chain(subject.filter(|subject| *subject != first && !is_subject));
    disjoint.extend(others.flat_map(|other| conjuncts(tree, other)));
    disjoint
}

/// Whether a word is the subject of its clause, or in the phrase that is.
pub(super) fn is_in_subject(tree: &Analysis, word: usize) -> bool {
    let words = tree.words();
    let first = first_conjunct(tree, word);
    let above = words[first].head.filter(|_| words[first].relation == Relation::NmodPoss);
    words[first].relation.is_subject()
        || above.is_some_and(|above| words[first_conjunct(tree, above)].relation.is_subject())
}

/// Every word below `word`.
fn below(tree: &Analysis, word: usize) -> Vec<usize> {
    let mut waiting = tree.dependents(word).to_vec();
    let mut found = Vec::new();
    while let Some(next) = waiting.pop() {
        found.push(next);
        waiting.extend(tree.dependents(next));
    }
    found
}

/// The subject that comes behind `word` and of whose clause `word` is in a part put first: "After
/// he met Putin, Trump said".
pub(super) fn subject_behind(tree: &Analysis, word: usize) -> Option<usize> {
    let words = tree.words();
    let mut at = word;
    while let Some(head) = words[at].head {
        let fronted =
            matches!(words[at].relation, Relation::Advcl | Relation::Obl | Relation::OblUnmarked);
        let subject = own_subject(tree, head);
        if let (true, Some(subject)) = (fronted, subject.filter(|subject| *subject > word)) {
            return Some(subject);
        }
        at = head;
    }
    None
}
