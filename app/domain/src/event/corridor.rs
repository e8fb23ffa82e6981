//! What happens of the corridor: accounts, sessions, roles, organisations, the journal itself.

lines! { $ corridor {
    /// The head of the journal was published: this row's hash.
    HeadPublished {
        /// Day in Asia/Shanghai.
        date: String,
    },
    /// An account was created.
    AccountCreated {
        /// The account.
        account: String,
    },
    /// A role was granted.
    RoleGranted {
        /// To whom.
        account: String,
        /// Role code.
        role: String,
        /// Its scope.
        scope: String,
    },
    /// A person agreed to the privacy notice.
    ConsentGiven {
        /// The account.
        account: String,
        /// Version of the notice.
        version: String,
    },
    /// An e-mail address was proved to be the account's: the first, or in place of another.
    AddressVerified {
        /// The account.
        account: String,
        /// Whether another address stood there before.
        moved: bool,
    },
    /// A password was set anew.
    PasswordSet {
        /// The account.
        account: String,
        /// By a link sent to the address, not by who knew the old one.
        reset: bool,
    },
    /// A person's name was changed; what they signed before bears the name of then.
    NameChanged {
        /// The account.
        account: String,
    },
    /// A session was ended from another one.
    SessionEnded {
        /// The account.
        account: String,
    },
    /// An organisation was confirmed under its credit code.
    OrganisationRegistered {
        /// The organisation.
        organisation: String,
    },
    /// Somebody was invited to an organisation.
    Invited {
        /// The invitation.
        invitation: String,
        /// Role code offered.
        role: String,
    },
    /// An invitation was taken back.
    InvitationWithdrawn {
        /// The invitation.
        invitation: String,
    },
    /// A person joined an organisation.
    MemberJoined {
        /// The account.
        account: String,
        /// The organisation.
        organisation: String,
        /// Role code.
        role: String,
    },
    /// A member's role was changed.
    MemberRoleSet {
        /// The account.
        account: String,
        /// The organisation.
        organisation: String,
        /// Role code from now on.
        role: String,
    },
    /// A person left an organisation, or was taken out.
    MemberLeft {
        /// The account.
        account: String,
        /// The organisation.
        organisation: String,
    },
    /// An organisation has another name.
    OrganisationRenamed {
        /// The name until then.
        before: String,
        /// The name from now on.
        after: String,
    },
    /// A security administrator made somebody run an organisation that others had registered; the reason stands in
    /// the row.
    OrganisationHandedOver {
        /// The account.
        account: String,
        /// The organisation.
        organisation: String,
    },
    /// Somebody took a copy of what is stored about them.
    DataExported {
        /// The account.
        account: String,
    },
    /// An account was closed: name, address and password are gone, its identifier stays.
    AccountClosed {
        /// The account.
        account: String,
    },
    /// A second step of signing in was set up, or another device took its place.
    FactorSet {
        /// The account.
        account: String,
    },
    /// It was taken off by its owner.
    FactorRemoved {
        /// The account.
        account: String,
    },
    /// It was reset by an administrator, or by the operator: the device is lost. The reason stands beside.
    FactorReset {
        /// The account.
        account: String,
    },
    /// Recovery codes were made anew; those before are worth nothing.
    RecoveryMade {
        /// The account.
        account: String,
    },
    /// A recovery code was used up in place of a code.
    RecoveryUsed {
        /// The account.
        account: String,
        /// So many are left.
        left: i64,
    },
    /// An account was disabled; the reason stands beside the event.
    AccountDisabled {
        /// The account.
        account: String,
    },
    /// It was enabled again; likewise.
    AccountEnabled {
        /// The account.
        account: String,
    },
    /// Failed tries were forgotten, so that an account need not wait; likewise.
    AccountUnlocked {
        /// The account.
        account: String,
    },
    /// A security administrator asked for a role which two persons give; the reason stands beside the event.
    RoleAsked {
        /// For whom.
        account: String,
        /// Role code.
        role: String,
    },
    /// Another one confirmed it, or did not; what is granted is an event of its own.
    RoleAnswered {
        /// For whom.
        account: String,
        /// Role code.
        role: String,
        /// Confirmed, else not.
        yes: bool,
    },
    /// A part of the journal was taken away as a table.
    JournalExported {
        /// Rows.
        rows: i64,
    },
    /// The audit had the chain of the journal walked.
    JournalVerified {
        /// Rows walked.
        rows: i64,
        /// Every row fits.
        sound: bool,
    },
    /// Somebody signed in.
    SignedIn,
    /// Somebody signed out.
    SignedOut,
    /// A role was taken away.
    RoleRevoked {
        /// From whom.
        account: String,
        /// Role code.
        role: String,
        /// Its scope.
        scope: String,
    },
}}
