using System.Globalization;

namespace Farol.Simulator.State;

/// <summary>The active alarms. Guarded by the router's gate.</summary>
internal sealed class AlarmTable
{
    private readonly List<Alarm> _active = [];
    private int _sequence;

    /// <summary>A copy, newest first, as the router lists them.</summary>
    public Alarm[] NewestFirst() => [.. _active.OrderByDescending(alarm => alarm.Sequence)];

    public void RaiseLinkDown(SimulatedInterface link, DateTimeOffset at)
    {
        if (_active.Any(alarm => alarm.Source == link.Name))
        {
            return;
        }

        var administration = link.IsShutDown ? "DOWN" : "UP";
        var reason = link switch
        {
            { IsShutDown: true } => "The interface is shut down.",
            { Kind: InterfaceKind.Trunk } => "All members of the trunk are down.",
            { HasTransceiver: false } => "The optical transceiver is offline.",
            _ => "The physical link is down.",
        };
        _active.Add(new Alarm(
            ++_sequence,
            "0x8520003",
            "linkDown",
            2,
            at,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The interface status changes. (ifName={link.Name}, AdminStatus={administration}, OperStatus=DOWN, Reason={reason})"),
            link.Name));
    }

    public void ClearLinkDown(SimulatedInterface link) => _active.RemoveAll(alarm => alarm.Source == link.Name);

    public void Clear() => _active.Clear();
}
