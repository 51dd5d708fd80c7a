using Mono.Cecil;

namespace Architecture.Tests.References;

/// <summary>Builds small assemblies that break a rule, to see the rule notice.</summary>
internal static class PlantedAssembly
{
    public static CompiledAssembly WithReference(string name, string reference)
    {
        var module = Module(name);
        module.AssemblyReferences.Add(new AssemblyNameReference(reference, new Version(1, 0)));
        return Reread(module);
    }

    public static CompiledAssembly WithNativeCall(string name, string inNamespace)
    {
        var module = Module(name);
        var type = new TypeDefinition(inNamespace, "Calls", TypeAttributes.Class | TypeAttributes.Public, module.TypeSystem.Object);
        var library = new ModuleReference("libc");
        module.ModuleReferences.Add(library);
        type.Methods.Add(new MethodDefinition("getpid", MethodAttributes.Static | MethodAttributes.PInvokeImpl, module.TypeSystem.Int32)
        {
            PInvokeInfo = new PInvokeInfo(PInvokeAttributes.CallConvWinapi, "getpid", library),
            IsPreserveSig = true,
        });
        module.Types.Add(type);
        return Reread(module);
    }

    private static ModuleDefinition Module(string name) =>
        AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition(name, new Version(1, 0)), name, ModuleKind.Dll).MainModule;

    /// <summary>Written out and read again, so that the rule sees what it sees in a real file.</summary>
    private static CompiledAssembly Reread(ModuleDefinition module)
    {
        var file = new MemoryStream();
        module.Write(file);
        file.Position = 0;
        return new CompiledAssembly(ModuleDefinition.ReadModule(file));
    }
}
