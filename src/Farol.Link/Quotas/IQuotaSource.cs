using Farol.Link.Protocol;

namespace Farol.Link.Quotas;

/// <summary>Where a gateway gets its part of limits that hold over all gateways.</summary>
public interface IQuotaSource
{
    /// <summary>False: nobody grants anything now.</summary>
    bool IsLinked { get; }

    /// <summary>Gateways that share, as known last; 0 before anybody said so.</summary>
    int Gateways { get; }

    /// <returns>What was granted, in the order of the wants, or <c>null</c> when the link is away.</returns>
    Task<QuotaLease?> LeaseAsync(IReadOnlyList<QuotaWant> wants, CancellationToken cancellationToken);
}
