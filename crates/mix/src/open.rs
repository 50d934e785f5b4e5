//! Which features may be chosen next, as musts, prerequisites and exclusions leave them.

use crate::instance::Instance;
use crate::ties::Tie;

/// The state of every feature while a rule chooses one after the other.
///
/// The same meaning in every sequential rule: musts (with what they need) come first and are paid
/// off the top; a feature with prerequisites waits until all of them are in; a feature whose rival
/// is in, or that takes no part, is closed for good.
#[derive(Debug, Clone)]
pub(crate) struct Open<'a> {
    instance: &'a Instance,
    missing: Vec<u32>,
    closed: Vec<bool>,
    /// Whether anything needs anything.
    anything_waits: bool,
}

impl<'a> Open<'a> {
    /// Nothing chosen yet. A must's rival is closed from the start.
    pub(crate) fn new(instance: &'a Instance) -> Self {
        let mut open = Open {
            instance,
            missing: instance
                .needs
                .iter()
                .map(|needs| needs.len() as u32)
                .collect(),
            closed: instance.barred.clone(),
            anything_waits: instance.needs.iter().any(|needs| !needs.is_empty()),
        };
        for must in instance.musts_with_needs() {
            open.choose(must);
        }
        open
    }

    /// Whether a feature may be chosen now.
    pub(crate) fn allows(&self, feature: usize) -> bool {
        !self.closed[feature] && self.missing[feature] == 0
    }

    /// Whether a feature was chosen or shut out.
    pub(crate) fn is_closed(&self, feature: usize) -> bool {
        self.closed[feature]
    }

    /// Takes a feature in and returns those that waited for it alone.
    pub(crate) fn choose(&mut self, feature: usize) -> Vec<usize> {
        self.closed[feature] = true;
        for &rival in &self.instance.rivals[feature] {
            self.closed[rival] = true;
        }
        let mut freed = Vec::new();
        if self.anything_waits {
            for (f, needs) in self.instance.needs.iter().enumerate() {
                if needs.binary_search(&feature).is_ok() {
                    self.missing[f] -= 1;
                    if self.missing[f] == 0 && !self.closed[f] {
                        freed.push(f);
                    }
                }
            }
        }
        freed
    }
}

/// A mix in the making, from the musts on: what is in, what that leaves of the budget, and what was tied.
pub(crate) struct Making<'a> {
    instance: &'a Instance,
    pub(crate) open: Open<'a>,
    pub(crate) selected: Vec<usize>,
    pub(crate) left: u64,
    pub(crate) met: Vec<Tie>,
}

impl<'a> Making<'a> {
    pub(crate) fn new(instance: &'a Instance) -> Self {
        let selected = instance.musts_with_needs();
        Making {
            instance,
            open: Open::new(instance),
            left: instance.budget.0 - instance.cost(&selected).0,
            selected,
            met: Vec::new(),
        }
    }

    /// Whether the rest of the budget carries a feature.
    pub(crate) fn fits(&self, feature: usize) -> bool {
        self.instance.features[feature].cost.0 <= self.left
    }

    /// Takes in a feature that fits, and returns those that waited for it alone.
    pub(crate) fn buy(&mut self, feature: usize) -> Vec<usize> {
        self.left -= self.instance.features[feature].cost.0;
        self.selected.push(feature);
        self.open.choose(feature)
    }

    pub(crate) fn done(self) -> (Vec<usize>, Vec<Tie>) {
        (self.selected, self.met)
    }
}
