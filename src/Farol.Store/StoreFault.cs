namespace Farol.Store;

/// <summary>What went wrong in storage, coarse enough to decide whose turn it is.</summary>
public enum StoreFault
{
    /// <summary>Another process holds the file or the data folder.</summary>
    Locked,

    /// <summary>The file, its folder or the disk may not be written.</summary>
    ReadOnly,

    /// <summary>The file is not a database or is damaged.</summary>
    Corrupt,

    /// <summary>No space is left on the disk.</summary>
    DiskFull,

    /// <summary>Too many writes wait already.</summary>
    Busy,

    /// <summary>The database was written by a newer program, or an applied migration was edited.</summary>
    Incompatible,

    /// <summary>A sealed value does not open with the key file in use.</summary>
    WrongKey,

    /// <summary>A constraint of the schema refused the change (a duplicate, a missing parent).</summary>
    Constraint,

    /// <summary>The database is not open: before start or after stop.</summary>
    Closed,

    /// <summary>The database server cannot be reached, or is going down.</summary>
    Unreachable,

    /// <summary>The database server refuses the login, or has no such database.</summary>
    Refused,

    /// <summary>Anything else that the database reports.</summary>
    Failed,
}
