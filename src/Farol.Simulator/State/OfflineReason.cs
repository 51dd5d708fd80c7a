namespace Farol.Simulator.State;

/// <summary>Reasons as the router words them (seen in records of live BNGs and in the vendor's examples).</summary>
internal static class OfflineReason
{
    public const string UserRequest = "PPP user request";
    public const string DhcpRelease = "User request to offline";
    public const string LinkLost = "ARP with detect fail";
    public const string SessionTimeout = "Session time out";
    public const string NasRequest = "Nas request to offline";
    public const string Cut = "AAA cut command";
    public const string Rejected = "RADIUS authentication reject";
    public const string NoAddress = "CM with IP address alloc fail";
    public const string PoolEmpty = "There are no available addresses in the address pool";
    public const string NoPool = "The domain has not binded ip-pool or ipv6-pool";

    /// <summary>Whether the customer or the contract ended it, as <c>normal-offline-record</c> and <c>abnormal-offline-record</c> divide them.</summary>
    public static bool IsNormal(string reason) => reason is UserRequest or DhcpRelease or SessionTimeout or LinkLost;

    /// <summary>Draws what ends a session on an ordinary day.</summary>
    public static string Draw(Random random, bool isPppoe) => random.NextDouble() switch
    {
        < 0.62 => isPppoe ? UserRequest : DhcpRelease,
        < 0.88 => isPppoe ? NasRequest : LinkLost,
        < 0.97 => SessionTimeout,
        _ => Cut,
    };

    /// <summary>Draws what makes a login fail on an ordinary day.</summary>
    public static string DrawFailure(Random random) => random.NextDouble() switch
    {
        < 0.86 => Rejected,
        < 0.95 => NoAddress,
        < 0.98 => PoolEmpty,
        _ => NoPool,
    };
}
