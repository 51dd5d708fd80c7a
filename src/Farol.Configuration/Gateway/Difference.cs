namespace Farol.Configuration.Gateway;

/// <summary>One thing in which two documents differ.</summary>
/// <param name="Object">Such as <c>pool web</c>, <c>backend web/192.0.2.1:80</c>, <c>gateway</c>.</param>
/// <param name="Field">The path of the key within the object; null where the whole object came or went.</param>
/// <param name="Before">As the file would say it; null: it was not there. Secrets are masked.</param>
public sealed record Difference(DifferenceKind Kind, string Object, string? Field, string? Before, string? After)
{
    public override string ToString() => Kind switch
    {
        DifferenceKind.Added => $"+ {Object}",
        DifferenceKind.Removed => $"- {Object}",
        _ => $"~ {Object}: {Field}: {Before ?? "(none)"} -> {After ?? "(none)"}",
    };
}
