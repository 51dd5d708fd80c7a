namespace Farol.Monitor.Pppoe;

/// <summary>Why logins failed and sessions ended, counted over the router's latest records.</summary>
internal sealed record RecordReasons(IReadOnlyList<ReasonCount> Failures, IReadOnlyList<ReasonCount> Offline)
{
    public static RecordReasons None { get; } = new([], []);
}
