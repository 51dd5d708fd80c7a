namespace Farol.Devices.Vrp.Subscribers;

/// <summary>What came of a command that may tell the number of subscribers online.</summary>
public enum OnlineTotalOutcome
{
    NotTried,

    Worked,

    /// <summary>The router does not know the command or did not let this account run it.</summary>
    Refused,

    /// <summary>The router answered, but the number is not in the answer.</summary>
    NotUnderstood,
}
