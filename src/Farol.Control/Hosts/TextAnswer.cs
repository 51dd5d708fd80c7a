namespace Farol.Control.Hosts;

/// <summary>What the DNS said of a name's TXT records.</summary>
/// <param name="Records">Each with its parts joined.</param>
/// <param name="IsUnknown">No server gave an answer that says whether there are any.</param>
/// <param name="Words">What was found, for people; never the records themselves.</param>
internal sealed record TextAnswer(IReadOnlyList<string> Records, bool IsUnknown, string Words)
{
    public bool Has(string record) => Records.Contains(record, StringComparer.Ordinal);
}
