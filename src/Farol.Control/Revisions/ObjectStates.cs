using System.Collections.Concurrent;
using Farol.Control.Gateways;
using Farol.Link.Documents;

namespace Farol.Control.Revisions;

/// <inheritdoc cref="IObjectStates"/>
internal sealed class ObjectStates(GatewayFleet fleet, GatewayPublisher publisher) : IObjectStates
{
    private readonly ConcurrentDictionary<string, (long Revision, DateTimeOffset At)> _changes = new(StringComparer.Ordinal);

    public ObjectState Of(string name)
    {
        var gateways = fleet.All;
        var errors = gateways.Select(Fault).OfType<string>().ToList();
        return !_changes.TryGetValue(name, out var change) ? new ObjectState { Error = Text(errors) } : new ObjectState
        {
            DesiredRevision = change.Revision,
            InForceSince = gateways.Count > 0 && errors.Count == 0 ? change.At : null,
            Error = Text(errors),
        };
    }

    public void Load(IEnumerable<ObjectRow> rows)
    {
        foreach (var row in rows)
        {
            _changes[row.Name] = (row.Number, DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAtMs));
        }
    }

    public void Changed(RevisionDraft draft)
    {
        foreach (var difference in draft.Differences)
        {
            if (difference is { Kind: Configuration.Gateway.DifferenceKind.Removed, Field: null })
            {
                _changes.TryRemove(difference.Object, out _);
            }
            else
            {
                _changes[difference.Object] = (draft.State.Revision, draft.State.CreatedAt);
            }
        }
    }

    /// <summary>Null: it has the newest document in force.</summary>
    private string? Fault(LinkedGateway gateway) =>
        !gateway.IsConnected ? $"gateway {gateway.Name} is away: {gateway.Disconnection ?? "not linked"}"
        : gateway.Refused is { } refused ? $"gateway {gateway.Name} refuses revision {refused.Name.Revision}: {string.Join("; ", refused.Reasons.Select(ReasonText.Of))}"
        : gateway.Applied is { } applied && publisher.Hashes.Any(h => h.Span.SequenceEqual(applied.Name.Hash.Span)) ? null
        : $"gateway {gateway.Name} has not put it in force yet";

    private static string? Text(List<string> errors) => errors.Count == 0 ? null : string.Join("; ", errors);
}
