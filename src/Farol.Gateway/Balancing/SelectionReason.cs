namespace Farol.Gateway.Balancing;

/// <summary>Why the last selection ended as it did.</summary>
internal enum SelectionReason : byte
{
    None,

    /// <summary>The pool's algorithm chose.</summary>
    Algorithm,

    /// <summary>The client's cookie named it.</summary>
    Sticky,

    /// <summary>The algorithm chose within a tier that is not the first: that one lacks healthy capacity.</summary>
    Spilled,

    /// <summary>Too few are healthy, so health was not asked.</summary>
    Panic,

    /// <summary>Nobody: no backend may be used (unhealthy, draining, or none configured).</summary>
    NoneUsable,

    /// <summary>Nobody: those that may be used are at their bound. Waiting may help.</summary>
    AllFull,

    /// <summary>Nobody: this request has tried them all.</summary>
    AllTried,
}
