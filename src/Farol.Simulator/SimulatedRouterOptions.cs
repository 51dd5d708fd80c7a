using System.Net;

namespace Farol.Simulator;

/// <summary>What one pretend router is like. The defaults are a small Brazilian provider's BNG on loopback.</summary>
public sealed record SimulatedRouterOptions
{
    public const int MinSubscribers = 1;
    public const int MaxSubscribers = 30_000;
    public const int MaxSlots = 8;
    public const int MaxTerminals = 21;

    /// <summary>The name in the prompt, 1 to 64 characters without blanks.</summary>
    public string Sysname { get; init; } = "HUAWEI-BNG-01";

    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port of SSH; 0 lets the kernel pick, null serves no SSH.</summary>
    public int? SshPort { get; init; } = 0;

    /// <summary>TCP port of Telnet; 0 lets the kernel pick, null serves no Telnet.</summary>
    public int? TelnetPort { get; init; } = 0;

    /// <summary>Where the SSH host key lives; null makes a new one at each start.</summary>
    public string? DataFolder { get; init; }

    public string User { get; init; } = "farol";

    public string Password { get; init; } = "farol";

    /// <summary>A second account, always of the management level; null when there is none.</summary>
    public string? ChangeUser { get; init; }

    public string? ChangePassword { get; init; }

    /// <summary>Gives <see cref="User"/> command level 1 (monitoring): displays yes, everything else no.</summary>
    public bool LowPrivilege { get; init; }

    /// <summary>How many customers there are; about 98 % of them are online at 21 h.</summary>
    public int Subscribers { get; init; } = 2_000;

    /// <summary>Line cards with subscribers: 1 to 8 is a chassis with slots, 0 is an M8 whose ports are all of slot 0.</summary>
    public int Slots { get; init; } = 2;

    /// <summary>Two routers with one seed have the same customers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>VTY lines. The router's own default is 5; one more connection is told so and closed.</summary>
    public int Terminals { get; init; } = 5;

    /// <summary>How long the router thinks before it answers a command.</summary>
    public TimeSpan ThinkingTime { get; init; } = TimeSpan.Zero;

    /// <summary>A terminal without input is closed after this; the router's own default is 10 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Offers only what old software offers: group14-sha1, ssh-rsa, hmac-sha1, aes-cbc.</summary>
    public bool LegacyAlgorithms { get; init; }

    /// <summary>What follows <c>SSH-2.0-</c> in the server's ident. The real router sends a bare minus.</summary>
    public string SshIdent { get; init; } = "-";

    /// <summary>Prints a date line before each output, as <c>timestamp enable</c> does.</summary>
    public bool Timestamps { get; init; }

    /// <summary>A listing of users asks <c>[Y/N]</c> after this many; 0 never asks.</summary>
    public int UsersPerQuestion { get; init; } = 1_000;

    /// <summary>How many simulated seconds pass in a second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The router's own clock against UTC; Brasília by default.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(-3);

    /// <summary>Names the setting and the fix, or null when all is well.</summary>
    public string? Problem() => this switch
    {
        { Sysname.Length: 0 or > 64 } => "sysname: 1 to 64 characters",
        _ when Sysname.Any(char.IsWhiteSpace) => "sysname: no blanks",
        { Subscribers: < MinSubscribers or > MaxSubscribers } => $"subscribers: {MinSubscribers} to {MaxSubscribers}",
        { Slots: < 0 or > MaxSlots } => $"slots: 0 to {MaxSlots}",
        { Terminals: < 1 or > MaxTerminals } => $"terminals: 1 to {MaxTerminals}",
        { User.Length: 0 } => "user: must not be empty",
        { Password.Length: 0 } => "password: must not be empty",
        { UsersPerQuestion: < 0 } => "users-per-question: not negative",
        { Speed: <= 0 or > 100_000 } => "speed: more than 0, at most 100000",
        { ThinkingTime.Ticks: < 0 } => "think-ms: not negative",
        { IdleTimeout.Ticks: <= 0 } => "idle-timeout: more than 0 seconds",
        { ChangeUser: not null, ChangePassword: null } => "change-password: needed with change-user",
        { SshPort: null, TelnetPort: null } => "ssh-port or telnet-port: at least one is needed",
        _ => null,
    };

    /// <summary>Never shows a password.</summary>
    public override string ToString() => $"{Sysname} ({Subscribers} subscribers, seed {Seed})";
}
