using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>Judges documents that did not come from a file, by the same rules.</summary>
public static class GatewayCheck
{
    /// <summary>Every error, with the path of its key; none: it may be used.</summary>
    /// <param name="source">What errors name as their place.</param>
    /// <param name="files">Null: files that the document names are not looked at.</param>
    public static IReadOnlyList<ConfigurationError> Errors(GatewayDocument document, string source, IDocumentFiles? files = null)
    {
        var errors = new DocumentErrors(source);
        GatewayRules.Check(document, errors, files);
        return errors.All;
    }

    /// <summary>Names, ids and spellings that follow from other values are filled in; documents made in code go through it once.</summary>
    public static GatewayDocument Complete(GatewayDocument document) => GatewayCompletion.Complete(document);
}
