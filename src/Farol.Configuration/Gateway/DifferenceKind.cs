namespace Farol.Configuration.Gateway;

/// <summary>What happened to an object between two documents.</summary>
public enum DifferenceKind
{
    Added,
    Removed,
    Changed,
}
