namespace Farol.Devices.Vrp.Reading;

/// <summary>What a line is before any parser looks at it.</summary>
internal enum LineKind
{
    Content,

    /// <summary>Blank, rule, echo, pager, question, time stamp.</summary>
    Noise,

    /// <summary>"Info: …".</summary>
    Notice,

    /// <summary>"Error: …" or "% …".</summary>
    Error,

    /// <summary>The prompt after the output.</summary>
    End,
}
