using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Aaa;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Subscribers;

/// <summary>Is this customer online, or why not: asked of the router at once, on the people's lane.</summary>
internal static class SubscriberLookup
{
    private const int MaxRecords = 5;

    private static readonly CommandBounds _bounds = new() { MaxBytes = 512 * 1024, Timeout = TimeSpan.FromSeconds(20) };

    /// <exception cref="DeviceException">The router could not be asked.</exception>
    /// <exception cref="VrpParseException">Its answer cannot be read.</exception>
    public static async Task<SubscriberAnswer> FindAsync(MonitoredRouter router, SubscriberKey key, CancellationToken cancellationToken)
    {
        var command = OnlineCommand(key);
        var output = await router.Connection.RunAsync(SessionLane.People, command, _bounds, cancellationToken);
        var sessions = IsNobody(output) ? [] : SubscriberDetailsParser.Parse(output.ThrowIfRefused().Text);
        if (sessions.Count > 0)
        {
            return new SubscriberAnswer(Online: true, sessions, [], []);
        }

        var records = RecordFilter(key);
        return new SubscriberAnswer(
            Online: false,
            [],
            records is null ? [] : await RecordsAsync(router, $"display aaa offline-record {records}", cancellationToken),
            records is null ? [] : await RecordsAsync(router, $"display aaa online-fail-record {records}", cancellationToken));
    }

    private static string OnlineCommand(SubscriberKey key) => key.Kind switch
    {
        "login" => $"display access-user username {key.Value} verbose",
        "mac" => $"display access-user mac-address {key.Value}",
        "ipv6" => $"display access-user ipv6-address {key.Value}",
        _ => $"display access-user ip-address {key.Value}",
    };

    /// <summary>The records can be searched by login and MAC, not by an address that somebody else may have by now.</summary>
    private static string? RecordFilter(SubscriberKey key) => key.Kind switch
    {
        "login" => $"username {key.Value}",
        "mac" => $"mac-address {key.Value}",
        _ => null,
    };

    /// <summary>Some versions refuse the look-up of somebody who is not there instead of answering with an empty list.</summary>
    private static bool IsNobody(CommandOutput output) =>
        output.Text.Contains("o online user", StringComparison.OrdinalIgnoreCase)
        || output.Error?.Text.Contains("user does not exist", StringComparison.OrdinalIgnoreCase) == true
        || output.Error?.Text.Contains("not online", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<IReadOnlyList<AaaRecord>> RecordsAsync(MonitoredRouter router, string command, CancellationToken cancellationToken)
    {
        var output = await router.Connection.RunAsync(SessionLane.People, command, _bounds with { FirstPageOnly = true }, cancellationToken);
        try
        {
            return output.Error is null ? [.. AaaRecordsParser.Parse(output.Text).Records.Take(MaxRecords)] : [];
        }
        catch (VrpParseException)
        {
            // No records of this person: versions say it in different words, none of which is a record.
            return [];
        }
    }
}
