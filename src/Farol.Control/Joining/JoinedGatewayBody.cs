namespace Farol.Control.Joining;

/// <summary>A gateway, as the API shows it.</summary>
internal sealed record JoinedGatewayBody
{
    public required string Name { get; init; }

    /// <summary>linked, away, invited (a token was made and nobody used it), ended (its certificate ran out) or revoked.</summary>
    public required string State { get; init; }

    /// <summary>When certificate or token ends; null: it is the gateway of this machine.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The configuration it runs on; null: not known.</summary>
    public ulong? Revision { get; init; }

    /// <summary>Since when it is linked, away or revoked; null: not since this control plane started.</summary>
    public DateTimeOffset? Since { get; init; }

    public static JoinedGatewayBody Of(DeskGateway line) => new() { Name = line.Name, State = line.State, ExpiresAt = line.ExpiresAt, Revision = line.Revision, Since = line.Since };
}
