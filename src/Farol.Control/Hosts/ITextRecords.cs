namespace Farol.Control.Hosts;

/// <summary>The DNS, as far as TXT records go.</summary>
internal interface ITextRecords
{
    /// <summary>Never throws but when cancelled: a server that is away is an answer too.</summary>
    Task<TextAnswer> FindAsync(string name, CancellationToken cancellationToken);
}
