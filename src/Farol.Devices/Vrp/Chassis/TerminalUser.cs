namespace Farol.Devices.Vrp.Chassis;

/// <summary>One terminal in use.</summary>
public sealed record TerminalUser
{
    /// <summary>True for the terminal that asked ("+").</summary>
    public bool Own { get; init; }

    /// <summary>Absolute number: 34.</summary>
    public required int Number { get; init; }

    /// <summary>"VTY 0", "CON 0".</summary>
    public required string Terminal { get; init; }

    /// <summary>How long nothing was typed.</summary>
    public long? IdleSeconds { get; init; }

    /// <summary>"TEL" or "SSH"; null on the console.</summary>
    public string? Type { get; init; }

    /// <summary>Where the user comes from.</summary>
    public string? Address { get; init; }

    /// <summary>"pass" or "not pass".</summary>
    public string? AuthenticationStatus { get; init; }

    /// <summary>Whether commands are authorised one by one.</summary>
    public bool? CommandAuthorization { get; init; }

    /// <summary>Null for "Unspecified".</summary>
    public string? Username { get; init; }
}
