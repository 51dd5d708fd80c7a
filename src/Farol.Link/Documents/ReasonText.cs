using Farol.Link.Protocol;

namespace Farol.Link.Documents;

/// <summary>Why a gateway refuses a document, in words: with file and line where they are known.</summary>
public static class ReasonText
{
    public static string Of(Reason reason) =>
        reason.Source.Length > 0 ? $"{reason.Source}:{reason.Line}: {reason.Key}: {reason.Message}" : $"{reason.Key}: {reason.Message}";
}
