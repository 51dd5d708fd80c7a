namespace Farol.Control.Revisions;

/// <summary>The configuration of a revision as the file would say it: only what is not at its default, secrets masked.</summary>
/// <param name="Text">YAML.</param>
public sealed record RevisionDocumentBody(long Number, string Text);
